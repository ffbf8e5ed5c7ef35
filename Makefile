# junshu: build, test, audit the samples, install. `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= gcc
CFLAGS ?= -O2 -g
VERSION := $(shell cat VERSION)

PACKAGES_BUILD := libxml-2.0 libpcre2-8 lua5.4 jansson libutf8proc libcrypto
WARNINGS := -Wall -Wextra -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wundef -Werror
BUILD ?= build

# Values that need the packages are asked for only when a recipe runs.
PKG_CFLAGS = $(shell pkg-config --cflags $(PACKAGES_BUILD))
PKG_LIBS = $(shell pkg-config --libs $(PACKAGES_BUILD))
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -pthread -MMD -MP $(WARNINGS) -Iengine \
	-DJUNSHU_VERSION='"$(VERSION)"' -DJUNSHU_DATA_DIR='"$(PREFIX)/share/junshu"' $(PKG_CFLAGS) $(CFLAGS)
ALL_LIBS = $(PKG_LIBS) -pthread

LIB_SOURCES := $(filter-out engine/cmd/%,$(wildcard engine/*/*.c))
CMD_SOURCES := $(wildcard engine/cmd/*.c)
TEST_SOURCES := $(wildcard tests/unit/test_*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/obj/%.o)
CMD_OBJECTS := $(CMD_SOURCES:%.c=$(BUILD)/obj/%.o)
TESTS := $(TEST_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)

.PHONY: all audit test bench fuzz sanitize lint install clean dependencies unit help
.DEFAULT_GOAL := all

all: $(BUILD)/junshu

$(BUILD)/libjunshu.a: $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/junshu: $(CMD_OBJECTS) $(BUILD)/libjunshu.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libjunshu.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit $(LDFLAGS) -o $@ $< $(BUILD)/libjunshu.a $(ALL_LIBS) -lcmocka

unit: $(TESTS)
	@for t in $(TESTS); do echo "== $$t"; $$t || exit 1; done

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJECTS:.o=.d) $(CMD_OBJECTS:.o=.d) $(TESTS:=.d)
