import sys

from uramost.cli import main

sys.exit(main())
