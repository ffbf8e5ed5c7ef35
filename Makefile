# junshu: build, test, audit the samples, install. `make help` lists the targets.

# ---- Settings: each may be given on the command line or in the environment ----

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CFLAGS ?= -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
LDFLAGS ?= -Wl,-z,relro,-z,now
SANITIZE ?= address,undefined
FUZZ_SECONDS ?= 30
ifeq ($(origin CC),default)
CC := gcc
endif

# ---- What is compiled, and how ----

VERSION := $(shell cat VERSION)
SONAME := libjunshu.so.0
WARNINGS := -Wall -Wextra -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wundef -Werror
# clang counts the sign of enumerators, gcc does not, and says the rest.
WARNINGS += $(if $(findstring clang,$(CC)),-Wno-sign-conversion)
LIBRARIES := $(shell awk '$$1 == "build" { print $$3 }' packages.txt)

# Asked for once, by the first recipe that needs it: `make dependencies` runs before the libraries are there.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null))$(PKG_LIBS)

# Only what the public header declares leaves the library: its functions are visible, all others hidden. The directory
# of the installed data is known to the two layers on top alone, so that another PREFIX compiles little.
DATA_DIR := -DJUNSHU_DATA_DIR='"$(PREFIX)/share/junshu"'
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -pthread $(WARNINGS) -Iengine -Itests/unit \
	-I$(BUILD)/generated -DJUNSHU_VERSION='"$(VERSION)"' $(DEFINES) $(PKG_CFLAGS) $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(LDFLAGS) -pthread

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
ENGINE_OBJECTS := $(call objects,$(filter-out engine/cmd/%,$(wildcard engine/*/*.c)))
API_OBJECTS := $(filter $(BUILD)/obj/engine/api/%,$(ENGINE_OBJECTS))
CMD_OBJECTS := $(call objects,$(wildcard engine/cmd/*.c))
SUPPORT_OBJECTS := $(call objects,$(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
BENCHES := $(patsubst bench/%.c,$(BUILD)/bench/%,$(wildcard bench/*.c))
FUZZERS := $(patsubst fuzz/%.c,$(BUILD)/fuzzers/%,$(wildcard fuzz/*.c))

# Commands show with V=1; otherwise one short line stands for each.
Q := $(if $(filter 1,$(V)),,@)
say = @printf '  %-6s %s\n'
submake = @+$(MAKE) --no-print-directory

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:

# ---- The program and the library ----

.PHONY: all
all: $(BUILD)/junshu ## build the program

# engine.a has every function, for the unit tests; libjunshu.a shows only the public ones, and the command is linked
# with that.
$(BUILD)/engine.a: $(ENGINE_OBJECTS)
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libjunshu.a: $(ENGINE_OBJECTS)
	$(say) AR $@
	$(Q)$(LD) -r -o $(BUILD)/libjunshu.o $^
	$(Q)objcopy --localize-hidden $(BUILD)/libjunshu.o
	$(Q)rm -f $@ && $(AR) rcs $@ $(BUILD)/libjunshu.o

$(BUILD)/$(SONAME): $(ENGINE_OBJECTS) engine/api/libjunshu.map
	$(say) LD $@
	$(Q)$(LINK) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs -Wl,--version-script=$(filter %.map,$^) -o $@ \
		$(filter %.o,$^) $(PKG_LIBS)

$(BUILD)/junshu: $(CMD_OBJECTS) $(BUILD)/libjunshu.a
	$(say) LD $@
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS)

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(SUPPORT_OBJECTS) $(BUILD)/engine.a
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS) -lcmocka

$(BUILD)/bench/%: $(BUILD)/obj/bench/%.o $(BUILD)/engine.a
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $^ $(PKG_LIBS)

$(BUILD)/fuzzers/%: $(BUILD)/obj/fuzz/%.o $(BUILD)/engine.a
	$(say) LD $@
	@mkdir -p $(@D)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	$(say) CC $<
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(API_OBJECTS) $(CMD_OBJECTS): private DEFINES := $(DATA_DIR)
$(API_OBJECTS) $(CMD_OBJECTS): $(BUILD)/data-dir

# The script of the HTML report as text that C includes.
SCRIPT := $(BUILD)/generated/report/report_script.inc
$(SCRIPT): engine/report/report.js
	$(say) TEXT $@
	@mkdir -p $(@D)
	$(Q)sed -e 's/[\\"?]/\\&/g' -e 's/.*/"&\\n"/' $< >$@

$(BUILD)/obj/engine/report/report_html_filter.o: $(SCRIPT)

# Kept tables serve only the program whose sources, of the layers that make them, are the same.
LOADING_SOURCES := $(BUILD)/generated/facts/loading_sources.inc
$(LOADING_SOURCES): $(sort $(wildcard $(addsuffix /*.[ch],$(addprefix engine/,base xml model facts))) engine/base/diag.def)
	$(say) TEXT $@
	@mkdir -p $(@D)
	$(Q)cat $^ | sha256sum | sed 's/^\([0-9a-f]*\).*/"\1"/' >$@

$(BUILD)/obj/engine/facts/table_cache.o: $(LOADING_SOURCES)

# Objects depend on these two files, which change only when the flags do.
quoted = '$(subst ','\'',$(1))'
keep = @mkdir -p $(@D); printf '%s\n' $(quoted) | cmp -s - $@ || printf '%s\n' $(quoted) >$@

$(BUILD)/flags: FORCE
	@command -v $(firstword $(CC)) >/dev/null && pkg-config --exists --print-errors $(LIBRARIES) || \
		{ echo 'junshu: the compiler or a library is missing: run make dependencies' >&2; exit 1; }
	$(call keep,$(COMPILE) / $(LINK))

$(BUILD)/data-dir: FORCE
	$(call keep,$(DATA_DIR))

.PHONY: FORCE
FORCE:

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# ---- What has to be there first ----

# An audit of the samples needs no tests.
NEEDED := build samples report $(if $(filter-out audit,$(or $(MAKECMDGOALS),all)),test)

.PHONY: dependencies
dependencies: ## install what is missing to build and test (apt; nothing missing: no root, no network)
	@tools/dependencies.sh $(NEEDED)

SAMPLES := $(if $(wildcard samples/generate.lua),hofu-2025 hofu-2025-compliant hofu-2025-partial)
SAMPLES := $(SAMPLES:%=samples/%/.generated)

.PHONY: samples
samples: $(SAMPLES) ## generate the sample records

samples/%/.generated: samples/generate.lua $(wildcard samples/generator/* samples/generator/*/* samples/contracts/*) \
		schema/facts.xml
	@tools/samples.sh $*

# These two goals install before anything is compiled or generated.
ifneq ($(filter audit test,$(MAKECMDGOALS)),)
$(BUILD)/flags $(SAMPLES): | dependencies
endif

# ---- Audit of the sample year ----

.PHONY: audit
audit: $(BUILD)/junshu samples ## install what is missing, build, audit the sample year, say where the reports are
	@tools/audit.sh $(BUILD)/junshu $(BUILD)/report

# ---- Tests ----

.PHONY: test check-all unit golden pages sanitize
test: check-all ## install what is missing, build, run every test

check-all: $(BUILD)/junshu $(TESTS) samples
	@+BUILD=$(BUILD) tests/run.sh

unit: $(TESTS) ## the unit tests alone
	@status=0; for t in $(TESTS); do echo "== $$t"; $$t || status=1; done; exit $$status

picture: audit ## the pictures of the report in the documentation, with chromium
	@tools/picture.sh $(BUILD)/report/report.html docs

golden: $(BUILD)/junshu samples ## write the expected outputs of tests/golden anew
	@BUILD=$(BUILD) tests/golden/run.sh --write

pages: $(BUILD)/junshu ## write the expected pages of tests/pdf anew
	@BUILD=$(BUILD) tests/pdf/check.sh --write

sanitize: ## every test, with AddressSanitizer and UndefinedBehaviorSanitizer (SANITIZE=thread for threads)
	@tools/dependencies.sh build samples report test
	$(submake) check-all BUILD=$(BUILD)/sanitize LDFLAGS= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all'

# ---- Speed and robustness ----

.PHONY: bench fuzz fuzzers
bench: $(BUILD)/junshu $(BENCHES) ## time loading and evaluation
	$(if $(wildcard bench/run.sh),@BUILD=$(BUILD) bench/run.sh,@echo 'junshu: there is no bench/run.sh yet' >&2; exit 1)

fuzz: ## run each fuzzer for FUZZ_SECONDS from its seeds in fuzz/corpus
	@tools/dependencies.sh build fuzz
	$(submake) fuzzers BUILD=$(BUILD)/fuzz CC=clang LDFLAGS= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
		-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION'
	@tools/fuzz.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

fuzzers: $(FUZZERS)

# ---- Lint ----

C_FILES = $(wildcard engine/*/*.[ch] tests/*/*.[ch] bench/*.[ch] fuzz/*.[ch])
SHELL_FILES = $(shell find tools tests bench fuzz samples -name '*.sh' 2>/dev/null) .ci/run
LUA_FILES = $(shell find . -path ./$(BUILD) -prune -o -name '*.lua' -print)
XML_FILES = $(shell find schema rules tests -name '*.xml' -o -name '*.xsd' -o -name '*.rng')
LINTS := lint-format lint-tidy lint-cppcheck lint-lua lint-xml lint-shell lint-man

.PHONY: lint lint-all format $(LINTS)
lint: ## every static check, with its tools installed
	@tools/dependencies.sh build test lint
	$(submake) --keep-going lint-all

format: ## put all C into the format that lint wants
	clang-format -i $(C_FILES)

lint-all: $(LINTS)

lint-format:
	$(say) LINT format
	$(Q)clang-format --dry-run -Werror $(C_FILES)

lint-tidy: $(addprefix tidy/,$(filter %.c,$(C_FILES)))

.PHONY: tidy/%
tidy/%.c: $(SCRIPT) $(LOADING_SOURCES) FORCE
	$(say) TIDY $*.c
	@clang-tidy --quiet $*.c -- $(wordlist 2,99,$(COMPILE)) $(DATA_DIR) -Iengine/api 2>&1 | \
		{ ! grep -v -e 'warnings\? generated' -e 'warning treated as error' -e 'Suppressed'; }

lint-cppcheck: $(SCRIPT) $(LOADING_SOURCES)
	$(say) LINT cppcheck
	$(Q)cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
		--suppress=internalAstError --suppress=ctuuninitvar -Iengine -Itests/unit -I$(BUILD)/generated \
		-D_GNU_SOURCE $(filter %.c,$(C_FILES))

lint-lua:
	$(say) LINT lua
	$(Q)luacheck --quiet $(LUA_FILES)

lint-xml:
	$(say) LINT xml
	$(Q)xmllint --nonet --noout $(XML_FILES)

lint-shell:
	$(say) LINT shell
	$(Q)shellcheck -x $(SHELL_FILES)

lint-man:
	$(say) LINT manual
	$(Q)mandoc -Tlint -Wstyle man/junshu.1

# ---- Installation ----

BIN_DIR = $(DESTDIR)$(PREFIX)/bin
LIB_DIR = $(DESTDIR)$(PREFIX)/lib
INCLUDE_DIR = $(DESTDIR)$(PREFIX)/include
SHARE_DIR = $(DESTDIR)$(PREFIX)/share/junshu
MAN_DIR = $(DESTDIR)$(PREFIX)/share/man/man1

.PHONY: install uninstall
install: $(BUILD)/junshu $(BUILD)/libjunshu.a $(BUILD)/$(SONAME) ## install under PREFIX (and DESTDIR)
	$(say) COPY $(DESTDIR)$(PREFIX)
	$(Q)install -d $(BIN_DIR) $(LIB_DIR)/pkgconfig $(INCLUDE_DIR) $(SHARE_DIR) $(MAN_DIR)
	$(Q)install -m 755 $(BUILD)/junshu $(BIN_DIR)
	$(Q)install -m 644 $(BUILD)/libjunshu.a $(LIB_DIR)
	$(Q)install -m 755 $(BUILD)/$(SONAME) $(LIB_DIR)/libjunshu.so.$(VERSION)
	$(Q)ln -sf libjunshu.so.$(VERSION) $(LIB_DIR)/$(SONAME)
	$(Q)ln -sf $(SONAME) $(LIB_DIR)/libjunshu.so
	$(Q)install -m 644 engine/api/junshu.h $(INCLUDE_DIR)
	$(Q)sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@REQUIRES@|$(strip $(LIBRARIES))|' \
		junshu.pc.in >$(LIB_DIR)/pkgconfig/junshu.pc
	$(Q)find schema rules -type f -exec install -D -m 644 {} $(SHARE_DIR)/{} ';'
	$(Q)install -m 644 man/junshu.1 $(MAN_DIR)

uninstall: ## remove what install put there
	$(say) RM $(DESTDIR)$(PREFIX)
	$(Q)rm -f $(BIN_DIR)/junshu $(INCLUDE_DIR)/junshu.h $(MAN_DIR)/junshu.1 $(LIB_DIR)/pkgconfig/junshu.pc
	$(Q)rm -f $(LIB_DIR)/libjunshu.a $(LIB_DIR)/libjunshu.so $(LIB_DIR)/$(SONAME) $(LIB_DIR)/libjunshu.so.$(VERSION)
	$(Q)rm -rf $(SHARE_DIR)

# ---- The rest ----

.PHONY: clean help
clean: ## remove what was built and the generated samples
	rm -rf $(BUILD) $(dir $(wildcard samples/*/.generated))

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
