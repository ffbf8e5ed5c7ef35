package audit

import rego.v1

# Periods end before the text that "~" makes of their last day: it comes after every time of that day.
times(period) := {"from": period.from, "end": concat("", [period.to, "~"])}

rooms := {room.id: times(room.in_use) |
	some room in data.rooms
	true in {room.computer_room, room.media_storage}
}

given := {pair: [{"at": permission.granted_at, "valid": times(permission.valid)} |
	some permission in permissions
	not permission.proxy
	permission.granted_by != permission.person
	by_system_manager(permission)
] |
	some pair, permissions in data.permissions
}

by_system_manager(permission) if {
	some role in data.roles
	role.role == "system-manager"
	role.person == permission.granted_by
	period := times(role.period)
	period.from <= permission.granted_at
	permission.granted_at < period.end
}

permitted(entry, entered) if {
	some permission in given[concat("/", [entry.person, entry.room])]
	permission.at < entered
	permission.valid.from <= entered
	entered < permission.valid.end
}

breaches := [entry.id |
	some entry in input.entries
	entered := entry.entered
	"2025-04-01" <= entered
	entered < "2026-03-31~"
	room := rooms[entry.room]
	room.from <= entered
	entered < room.end
	not permitted(entry, entered)
]
