# SPDX-FileCopyrightText: 2026 The Litekeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a timeline with 1.3 million looks takes to paint while somebody zooms and pans."""

import json
import subprocess

from common import say, table


def run(bench):
    meter = bench.programs / "chartmeter"
    if not meter.exists():
        return "## Charts\n\nNot measured: there is no chartmeter among the programs.\n"
    rows = []
    for scale in ("1", "2"):
        say(f"charts at scale {scale}")
        environment = {**bench.environment, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        run = subprocess.run([meter, "60" if bench.quick else "600"], env=environment, capture_output=True, text=True,
                             check=False)
        if run.returncode != 0:
            raise SystemExit(f"chartmeter failed: {run.stdout} {run.stderr}")
        figures = json.loads(run.stdout)
        for what, part in (("1600 x 1000, 21 lanes seen", "screen"), ("all 50 lanes at once", "all_lanes")):
            rows.append((what, f"{scale}00 %", figures["frames"], *(f"{figures[part][key]:.1f}" for key in
                         ("p50_ms", "p99_ms", "longest_ms")), f"{figures['preparing_ms']:.0f}"))
    return ("## Charts\n\nFrames of a timeline 1600 pixels wide with 50 lanes, three years of hourly looks at each (1.3 million; "
            "a third of the lanes changes at every look), zoomed from years to hours and panned. Milliseconds (wanted: "
            "below 16).\n\n"
            + table(("seen", "scale", "frames", "median", "99th percentile", "longest", "making the lanes ready"), rows))
