/**
 * How a built edge-worker is started; the unit for systemd and the image say the same. It makes little waste but many
 * buffers, for which V8 else wakes four threads every few seconds: measured, one thread takes a seventh less CPU.
 */
export const EDGE_NODE_FLAGS = ["--enable-source-maps", "--single-threaded-gc"];
