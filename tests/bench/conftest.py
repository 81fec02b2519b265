import sys
from pathlib import Path

# The benchmarks are folders of scripts, not packages.
BENCH = Path(__file__).resolve().parents[2] / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "detection")]
