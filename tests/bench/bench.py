#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Litekeeper against what people use today and prints Markdown. tests/bench/run.sh builds it and calls this."""

import argparse
from pathlib import Path

import charts
import compare
import live
import memory
import network
import pages
import restore
import speed
import stall
import stop
import verify
import window
from common import Bench, machine


PARTS = {"speed": speed.run, "memory": memory.run, "live": live.run, "window": window.run, "stall": stall.run,
         "verify": verify.run, "charts": charts.run, "pages": pages.run, "network": network.run,
         "compare": compare.run, "restore": restore.run, "stop": stop.run}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small databases, few rounds: whether it runs")
    parser.add_argument("--only", action="append", choices=PARTS, help="just this part; may be given several times")
    parser.add_argument("--rounds", type=int, help="of the speed part (default: 7, or 2 if quick)")
    parser.add_argument("--folder", default="/var/tmp/litekeeper-bench",
                        help="where to work, on the disk to be measured (default: %(default)s)")
    parser.add_argument("--programs", required=True, help="folder with litekeeper, litekeeper-cli and livewriter")
    parser.add_argument("--report", help="write the Markdown into this file as well")
    options = parser.parse_args()
    bench = Bench(options)
    # Before the work, so that the load is that of others.
    text = f"# Benchmark\n\n{machine(bench)}{', quick' if bench.quick else ''}.\n"
    print(text, flush=True)
    for name in options.only or PARTS:
        part = PARTS[name](bench)
        print(part, flush=True)
        text += "\n" + part
    if options.report:
        Path(options.report).write_text(text, encoding="utf-8")


main()
