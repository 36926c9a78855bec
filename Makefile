# Magnify. `make demo` and `make test` set up everything they need.

DEMO_LOG := Datasets/personal-logs/responder.csv
DEMO_STUDY := Datasets/personal-logs/responder.study.yaml
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
	Examples/Package.swift Examples/Sources

PREFIX ?= /usr/local

.PHONY: help setup build demo test lint datasets format examples notebooks docs install uninstall \
	bench bench-batch batch-trials bench-peers calibration population recovery false-alarms reanalysis clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: ## Install the system libraries that are missing
	@scripts/set-up.sh

build: setup ## Build the command in release mode
	swift build -c release --product magnify

demo: build ## Set up, build, and analyse the shipped log
	.build/release/magnify nof1 analyze $(DEMO_LOG) --study $(DEMO_STUDY)

test: setup lint datasets ## Set up, check style and data packages, and run every test
	MAGNIFY_OPTIMISED=1 swift build --build-tests
	MAGNIFY_OPTIMISED=1 swift test --skip-build
	MAGNIFY_OPTIMISED=1 scripts/test-tools.sh

lint: ## Check the style
	swift format lint --strict --recursive --parallel $(SOURCES)

datasets: setup ## Validate the data packages
	@scripts/check-datasets.sh

format: ## Bring the sources into the house style
	swift format --in-place --recursive --parallel $(SOURCES)

bench: setup ## Measure speed (release mode)
	scripts/bench.sh

bench-batch: build ## Measure the speed of many jobs, one at a time and two
	scripts/bench-batch.sh

batch-trials: build ## Kill a batch of 1,000 logs, fill its disk, cut it into shards: the same bytes?
	scripts/batch-trials.sh

bench-peers: setup ## Compare the speed of models and pooling with R's packages
	scripts/set-up-peers.sh
	scripts/bench-peers.sh
	scripts/bench-peers.sh --generalised
	scripts/bench-peers.sh --pooling

calibration: setup ## Simulate people: how often is the verdict right, also when looked at early?
	scripts/calibrate.sh

population: setup ## Simulate populations: do the average and the spread of many people come out right?
	scripts/population.sh

recovery: setup ## Fit simulated logs: bias of the estimates, coverage of the intervals
	scripts/recover.sh

false-alarms: setup ## Check random correct tables: how often are they accused?
	scripts/false-alarms.sh

reanalysis: build ## Write the re-analysis of the shipped trials and claims
	scripts/reanalysis.sh

examples: setup ## Build and run the programs that show the libraries at work
	scripts/examples.sh run

notebooks: build ## Execute the notebooks and write what they show into them
	scripts/notebooks.sh

docs: setup ## Build the documentation of the libraries into .build/documentation
	scripts/docs.sh

install: setup ## Install the command, its manual and its completions below PREFIX (/usr/local)
	@DESTDIR='$(DESTDIR)' scripts/install.sh install '$(PREFIX)' $(COMMAND)

uninstall: ## Remove exactly what make install installed below PREFIX
	@DESTDIR='$(DESTDIR)' scripts/install.sh uninstall '$(PREFIX)'

clean: ## Remove everything that was built
	rm -rf .build Benchmarks/.build
