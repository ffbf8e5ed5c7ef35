-- The information assets, their owners, and who may handle identification information (第16条から第16条の3まで).

local calendar = require("generator.calendar")
local people = require("generator.people")

local assets = {}

-- Name, class, in use from. 市民課長 (PO03) owns identification information and its forms, デジタル推進課長 (PO02) all else.
local ASSETS <const> = {
  { "本人確認情報ファイル（1号機）", "personal-data", "2020-10-01" },
  { "本人確認情報ファイル（2号機）", "personal-data", "2020-10-01" },
  { "本人確認情報の整合性確認用データ", "personal-data", "2020-10-01" },
  { "戸籍の附票に係る本人確認情報の控え", "personal-data", "2024-05-27" },
  { "コミュニケーションサーバ出力帳票（日次）", "personal-data-form", "2014-10-01" },
  { "コミュニケーションサーバ出力帳票（月次）", "personal-data-form", "2014-10-01" },
  { "本人確認情報開示請求に係る出力帳票", "personal-data-form", "2014-10-01" },
  { "転入通知情報エラーリスト", "personal-data-form", "2014-10-01" },
  { "システム設計書", "information", "2014-10-01" },
  { "システム運用手順書", "information", "2014-10-01" },
  { "ネットワーク構成図", "information", "2014-10-01" },
  { "操作履歴", "information", "2014-10-01" },
  { "入退室の記録", "information", "2014-10-01" },
  { "統合端末用業務アプリケーション", "software", "2020-10-01" },
  { "コミュニケーションサーバ用基本ソフトウェア", "software", "2020-10-01" },
  { "データベース管理ソフトウェア", "software", "2020-10-01" },
  { "不正プログラム対策ソフトウェア", "software", "2022-02-01" },
  { "附票連携システム用プログラム", "software", "2024-05-27" },
  { "コミュニケーションサーバ（2台）", "hardware", "2020-10-01" },
  { "統合端末（40台）", "hardware", "2016-09-01" },
  { "照合情報読取装置（40台）", "hardware", "2016-09-01" },
  { "専用印刷装置（3台）", "hardware", "2020-10-01" },
  { "ファイアウォール（2台）", "network", "2020-10-01" },
  { "ネットワークスイッチ（3台）", "network", "2020-10-01" },
  { "県ネットワークへの専用回線", "network", "2014-10-01" },
  { "バックアップ用磁気テープ", "media", "2014-10-01" },
  { "操作履歴保管用磁気テープ", "media", "2014-10-01" },
  { "外付け記憶装置（暗号化）", "media", "2021-04-01" },
  { "住民票コード通知用磁気ディスク", "media", "2014-10-01", "2025-09-30" },
}

-- Person, from, to: who handles identification information in the year.
local HANDLERS <const> = {
  { "P0103" }, { "P0104" }, { "P0106", nil, "2025-09-30" }, { "P0201", nil, "2025-09-30" },
  { "P0204" }, { "P0205" }, { "P0206" }, { "P0207" }, { "P0208" }, { "P0209", nil, "2025-09-30" },
  { "P0211" }, { "P0212" }, { "P0213" }, { "P0301" }, { "P0302" }, { "P0303" }, { "P0304" },
  { "P0210", "2025-10-01" }, { "P0203", "2025-11-04" },
}

local MEASURES <const> = {
  { "leak", "2025-05-12", "画面の向きを改め、離席時に画面を閉じる設定を全ての統合端末で確認した。" },
  { "leak", "2025-10-20", "帳票の持出しの記録と保管庫の鍵の管理を点検した。" },
  { "loss", "2025-05-12", "日次の複製の取得を確認し、保管室での保管の状況を点検した。" },
  { "damage", "2025-05-19", "無停電電源装置の動作及び複製からの復元を試験した。" },
  { "other", "2025-06-02", "取扱者を対象に、本人確認情報の取扱いの要点を周知した。" },
}

function assets.build(world)
  for _, row in ipairs(ASSETS) do
    local name, class, from, to = table.unpack(row)
    local period = from .. "/" .. (to or "..")
    local asset = world:add_next("asset", "AS", { name = name, class = class, in_use = period })
    local is_citizens = class == "personal-data" or class == "personal-data-form"
    world:add_next("asset-ownership", "AO", {
      asset = asset.id,
      post = is_citizens and "PO03" or "PO02",
      period = period,
    })
  end
  for _, row in ipairs(HANDLERS) do
    local person, from, to = table.unpack(row, 1, 3)
    from = from or "2025-04-01"
    world:add_next("handler-designation", "HD", {
      person = person,
      by = people.citizens_head(calendar.day(from)),
      period = from .. "/" .. (to or "2026-03-31"),
    })
  end
  for _, row in ipairs(MEASURES) do
    local against, taken_on, summary = table.unpack(row)
    world:add_next("protective-measure", "PT", {
      against = against,
      by = people.citizens_head(calendar.day(taken_on)),
      taken_on = taken_on,
      summary = summary,
    })
  end
end

return assets
