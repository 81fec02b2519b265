import sys
from pathlib import Path

# The benchmark is a folder of scripts, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
