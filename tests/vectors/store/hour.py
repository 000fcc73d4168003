#!/usr/bin/env python3
"""By how many ms a machine's clocks are off an hour after the story ended: hour.py WALL, which they were off at its
beginning. So they go together on the machine on which the story was played, which knows how long it has run."""
import calendar
import sys
import time

wall = (calendar.timegm((2026, 8, 3, 12, 0, 0)) - int(time.time())) * 1000
print(wall, max(0, wall - int(sys.argv[1])))
