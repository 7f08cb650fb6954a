"""A camera with the bit rate of a real one: GStreamer's RTSP server, H.264 720p25, a key frame each second, 4 Mbit/s.

usage: rtsp-camera.py PORT. Prints "ready" once it listens. All who ask share one encoder.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( videotestsrc is-live=true pattern=zone-plate kx2=6 ky2=6 kt=3"
    " ! video/x-raw,format=I420,width=1280,height=720,framerate=25/1"
    " ! x264enc tune=zerolatency speed-preset=ultrafast bitrate=4000 key-int-max=25"
    " ! rtph264pay name=pay0 pt=96 config-interval=1 )"
)
factory.set_shared(True)
server.get_mount_points().add_factory("/live", factory)
if server.attach(None) == 0:
    sys.exit("cannot listen")
print("ready", flush=True)
GLib.MainLoop().run()
