"""Run a command that writes to a folder, emptied first: `afresh.py FOLDER COMMAND…`; adds `-o FOLDER`."""

import shutil
import subprocess
import sys

if __name__ == "__main__":
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    sys.exit(subprocess.run([*sys.argv[2:], "-o", sys.argv[1]], check=False).returncode)
