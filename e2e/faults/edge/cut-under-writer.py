"""Runs a program that writes on an ext4 disk and says on stdout what is safe there; takes the disk's power away; prints what
was said before that.      cut-under-writer.py MOUNTPOINT SECONDS PROGRAM ARGUMENT...

What was said while the power went does not count: an fsync that is under way when EXT4_IOC_SHUTDOWN aborts the journal
answers that all is well (seen on Linux 6.18 about once in twenty cuts, always the very last word). A machine without power
says nothing at all.
"""

import fcntl
import os
import select
import struct
import subprocess
import sys
import time

EXT4_IOC_SHUTDOWN, WITHOUT_FLUSH = 0x8004587D, 2

mountpoint, seconds, *program = sys.argv[1:]
disk = os.open(mountpoint, os.O_RDONLY)
writer = subprocess.Popen(program, stdout=subprocess.PIPE)
mouth = writer.stdout.fileno()
said = os.read(mouth, 65536)
end = time.monotonic() + float(seconds)
while said and select.select([mouth], [], [], max(0, end - time.monotonic()))[0] and time.monotonic() < end:
    said += os.read(mouth, 65536)
fcntl.ioctl(disk, EXT4_IOC_SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
writer.kill()
writer.wait()
sys.stdout.buffer.write(said)
