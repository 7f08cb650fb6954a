"""An RTSP camera whose pictures carry the time they were made at: 720p25 H.264, a key frame each second.

usage: stamped-camera.py. Prints "ready PORT" once it listens; ends when its stdin closes.
The topmost 96 lines are 32 cells, white for 1: 24 bits of the wall clock in milliseconds, then 8 to check them by.
"""
import os
import sys
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../test/fixtures"))
from rtsp_service import Gst, GstRtspServer, serve

WIDTH, HEIGHT, FPS, STAMP_LINES, CELLS = 1280, 720, 25, 96, 32
below = HEIGHT - STAMP_LINES
# Something that moves, so that pictures have the size of pictures.
texture = bytes(((x >> 3) * 7 ^ (y >> 3) * 13) & 127 | 64 for y in range(below * 2) for x in range(WIDTH))
chroma = bytes([128]) * (WIDTH * HEIGHT // 2)
white, black = bytes([235]) * (WIDTH // CELLS), bytes([16]) * (WIDTH // CELLS)


def picture(number):
    stamp = int(time.time() * 1000) & 0xFFFFFF
    check = (stamp >> 16) ^ (stamp >> 8) & 0xFF ^ stamp & 0xFF
    bits = f"{stamp:024b}{check:08b}"
    line = b"".join(white if bit == "1" else black for bit in bits)
    top = number * 3 % below * WIDTH
    return line * STAMP_LINES + texture[top : top + below * WIDTH] + chroma


def feed(source):
    number, due = 0, time.monotonic()
    while source.emit("push-buffer", Gst.Buffer.new_wrapped(picture(number))) == Gst.FlowReturn.OK:
        number, due = number + 1, due + 1 / FPS
        time.sleep(max(0, due - time.monotonic()))


def configure(_factory, media):
    source = media.get_element().get_by_name_recurse_up("source")
    threading.Thread(target=feed, args=[source], daemon=True).start()


factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( appsrc name=source is-live=true do-timestamp=true format=time max-buffers=2 leaky-type=downstream"
    f" caps=video/x-raw,format=I420,width={WIDTH},height={HEIGHT},framerate={FPS}/1"
    " ! x264enc tune=zerolatency speed-preset=ultrafast bitrate=4000 key-int-max=25"
    " ! rtph264pay config-interval=1 name=pay0 pt=96 )"
)
factory.set_shared(True)
factory.connect("media-configure", configure)
serve(factory, "/live", "0")
