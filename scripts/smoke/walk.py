"""Runs the two Python snippets of the old system's manual, unchanged, with a pause between them for the match."""
import json
import os
import sys
import time
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here))
import requests_with_base  # noqa: E402

sys.modules["requests"] = requests_with_base  # the snippets say `import requests`
names = {}
exec(compile((here / "record.py").read_text(encoding="utf-8"), "record.py", "exec"), names)
time.sleep(float(os.environ.get("RECORD_SECONDS", "3")))
exec(compile((here / "stop.py").read_text(encoding="utf-8"), "stop.py", "exec"), names)
Path("python.json").write_text(json.dumps({"session_id": names["session_id"], "video_path": names["video_path"]}))
