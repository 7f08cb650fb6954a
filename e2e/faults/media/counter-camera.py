"""A real RTSP camera whose pictures say when they were taken: GStreamer's server, one key frame a second.

usage: counter-camera.py PORT EPOCH_MS CODEC WIDTH HEIGHT STEP
A picture shows the number of 40-ms ticks since EPOCH_MS (layout: counter-picture.ts), every STEP ticks one. Pictures
are sent late rather than left out, so that what is missing in a recording went missing there; only after a standstill of
two seconds it goes on with the present.
Prints "ready PORT" once it listens; ends when its stdin closes.
"""
import os
import sys
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../test/fixtures"))
from rtsp_service import Gst, GstRtspServer, serve

port, epoch_ms, codec, width, height, step = sys.argv[1], *map(lambda a: int(a) if a.isdigit() else a, sys.argv[2:7])
TICK_MS = 40
STANDSTILL_TICKS = 50
COLUMNS, ROWS, NUMBER_BITS = 6, 4, 20

ENCODERS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max={} ! rtph264pay config-interval=1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast bitrate=600 key-int-max={} option-string=log-level=none ! rtph265pay config-interval=1",
}
caps = f"video/x-raw,format=I420,width={width},height={height},framerate=25/{step}"
source = f"appsrc name=counter is-live=true format=time block=false caps={caps}"
encoder = ENCODERS[codec].format(25 // step)


def picture(number):
    check = 0
    for at in range(0, NUMBER_BITS, 4):
        check ^= number >> at & 15
    code = check ^ 9 | number << 4
    bits = [code >> (COLUMNS * ROWS - 1 - at) & 1 for at in range(COLUMNS * ROWS)]
    block_width, block_height = width // COLUMNS, height // ROWS
    lines = []
    for row in range(ROWS):
        blocks = [(b"\xeb" if bit else b"\x10") * block_width for bit in bits[row * COLUMNS : (row + 1) * COLUMNS]]
        lines.append(b"".join(blocks).ljust(width, b"\x10") * block_height)
    return b"".join(lines).ljust(width * height, b"\x10") + b"\x80" * (width * height // 2)


def next_number():
    number = int((time.time() * 1000 - epoch_ms) // TICK_MS) + 1
    return number + -number % step


def film(appsrc):
    """Until the media is taken down: nobody looks any more."""
    first = number = next_number()
    start_ns = None
    while True:
        if next_number() - number > STANDSTILL_TICKS:
            number = next_number()
        time.sleep(max(0, (epoch_ms + number * TICK_MS) / 1000 - time.time()))
        if start_ns is None:
            start_ns = appsrc.get_current_running_time()
            start_ns = 0 if start_ns == Gst.CLOCK_TIME_NONE else start_ns
        buffer = Gst.Buffer.new_wrapped(picture(number))
        buffer.pts = start_ns + (number - first) * TICK_MS * Gst.MSECOND
        buffer.duration = step * TICK_MS * Gst.MSECOND
        if appsrc.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
            return
        number += step


def configure(_factory, media):
    appsrc = media.get_element().get_by_name("counter")
    threading.Thread(target=film, args=(appsrc,), daemon=True).start()


factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(f"( {source} ! {encoder} name=pay0 pt=96 )")
factory.set_shared(True)
factory.connect("media-configure", configure)
serve(factory, "/live", port)
