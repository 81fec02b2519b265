import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAKE_ALL = """
from report_cases import *
from govgraph.graph import Direction
from govgraph import pipeline
from govgraph.reports import CHECK_REPORTS, SIGHT_REPORTS, TRACE_REPORTS, baseline_json, explain_text
from govgraph.reports.page import review_page
g = graph()
answers = [*g.sight(), *g.sight(direction=Direction.INSTRUCTION)]
for name in CHECK_REPORTS: print(CHECK_REPORTS[name](g, full_report()))
for name in SIGHT_REPORTS: print(SIGHT_REPORTS[name](g, answers))
for name in TRACE_REPORTS: print(TRACE_REPORTS[name](g, "trust-a", "minister", *g.trace("trust-a", "minister")))
print(review_page(g, full_report(), answers, {}, []))
checked = pipeline.check(g)
print(baseline_json.report(g, checked))
for one in checked.findings: print(explain_text.report(g, checked, one))
"""
NO_TEMPLATES = """
import sys
from govgraph.reports import CHECK_REPORTS, SIGHT_REPORTS, TRACE_REPORTS
for formats in (CHECK_REPORTS, SIGHT_REPORTS, TRACE_REPORTS):
    for name in formats:
        formats[name]
sys.exit("jinja2" in sys.modules)
"""


def run(code, seed="0"):
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=HERE, env=environment, capture_output=True, check=True
    ).stdout


def test_every_format_gives_the_same_bytes_under_any_hash_seed():
    assert len({hashlib.sha256(run(MAKE_ALL, seed)).hexdigest() for seed in ("0", "1", "2")}) == 1


def test_text_and_json_cost_no_template_engine():
    run(NO_TEMPLATES)
