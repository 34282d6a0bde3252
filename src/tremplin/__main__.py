"""`python -m tremplin`: the same as `tremplin`."""

import sys

from tremplin.cli import main

sys.exit(main())
