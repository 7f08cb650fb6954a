import { expect, test } from "vitest";
import { assertAllowedAddress, checkCameraUrl, parseCameraUrl, redactCameraUrl } from "./camera-url";

const strict = { allowTestSources: false, allowedHosts: [] };

const HOSTILE_HOSTS = [
  "127.0.0.1",
  "127.255.255.254",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "017700000001",
  "%31%32%37.0.0.1",
  "１２７.0.0.1",
  "127。0。0。1",
  "127.0.0.1.",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "cam.localhost",
  "0.0.0.0",
  "0",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fe80::1]",
  "[ff02::1]",
  "[fd00:ec2::254]",
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "[::ffff:a9fe:a9fe]",
  "metadata.google.internal",
  "100.100.100.200",
  "168.63.129.16",
  "224.0.0.1",
  "239.255.255.250",
  "255.255.255.255",
];

test.each(
  HOSTILE_HOSTS.flatMap((host) => [
    ["rtsp", `rtsp://${host}/1`],
    ["mjpeg", `http://u:p@${host}:8080/v`],
  ]),
)("%s %s is refused", (source, url) => {
  expect(() => checkCameraUrl(source!, url, strict)).toThrow(expect.objectContaining({ code: "unprocessable" }));
});

test.each([
  ["rtsp", "http://10.0.0.9/"],
  ["rtsp", "file:///etc/passwd"],
  ["rtsp", "concat:/etc/passwd"],
  ["rtsp", "rtsp://-oProxyCommand=id/x"],
  ["rtsp", "subfile,,start,0,end,9,,:/etc/passwd"],
  ["rtsp", "/etc/passwd"],
  ["rtsp", "udp://10.0.0.9:5000"],
  ["rtsp", "rtsp://"],
  ["rtsp", "rtsp://10.0.0.9:99999/"],
  ["rtsp", "rtsp://10.0.0.9/a\nfile '/etc/passwd'"],
  ["rtsp", "rtsp://good.example\\@127.0.0.1/"],
  ["rtsp", "rtsp://10.0.0.9 /x"],
  ["rtsp", ""],
  ["rtsp", null],
  ["mjpeg", "rtsp://10.0.0.9/"],
  ["mjpeg", "javascript://10.0.0.9/"],
  ["ts", "udp://239.0.0.1:1234"],
  ["ts", "https+unix://10.0.0.9/"],
  ["mjpeg", "http://[fe80::1%25eth0]/"],
  ["mjpeg", "http://user@127.0.0.1#@10.0.0.9/"],
  ["file", "/srv/video.mp4"],
  ["test", null],
  ["gopher", "rtsp://10.0.0.9/"],
])("%s %s is refused", (source, url) => {
  expect(() => checkCameraUrl(source, url, strict)).toThrow(expect.objectContaining({ code: "unprocessable" }));
});

test.each([
  ["rtsp", "rtsp://10.0.0.9:554/cam/realmonitor?channel=1&subtype=0"],
  ["rtsp", "RTSPS://admin:p%40ss@camera.lan/stream"],
  ["mjpeg", "https://192.168.1.20/mjpg/video.mjpg"],
  ["ts", "http://172.16.0.4:8080/live.ts"],
  ["rtsp", "rtsp://[fd12:3456::9]/1"],
  ["rtsp", "rtsp://court-1.local/h264"],
])("%s %s is accepted", (source, url) => {
  expect(() => checkCameraUrl(source, url, strict)).not.toThrow();
});

test("a listed host is allowed, with its port when one is given", () => {
  const policy = { allowTestSources: false, allowedHosts: ["127.0.0.1:8554", "[::1]", "Hub.localhost"] };
  expect(() => checkCameraUrl("rtsp", "rtsp://127.0.0.1:8554/a", policy)).not.toThrow();
  expect(() => checkCameraUrl("rtsp", "rtsp://0x7f000001:8554/a", policy)).not.toThrow();
  expect(() => checkCameraUrl("rtsp", "rtsp://127.0.0.1/a", policy)).toThrow();
  expect(() => checkCameraUrl("mjpeg", "http://[0::1]:9000/a", policy)).not.toThrow();
  expect(() => checkCameraUrl("mjpeg", "http://hub.localhost/a", policy)).not.toThrow();
  expect(() => checkCameraUrl("rtsp", "rtsp://localhost/a", { ...policy, allowedHosts: ["*"] })).not.toThrow();
});

test("file and test need the operator's word, and a file its absolute path", () => {
  const policy = { allowTestSources: true, allowedHosts: [] };
  expect(() => checkCameraUrl("test", null, policy)).not.toThrow();
  expect(() => checkCameraUrl("file", "/srv/a.mp4", policy)).not.toThrow();
  expect(() => checkCameraUrl("file", "a.mp4", policy)).toThrow("absolute path");
  expect(() => checkCameraUrl("file", "http://10.0.0.9/a.mp4", policy)).toThrow("absolute path");
  expect(() => checkCameraUrl("file", "/srv/a\n.mp4", policy)).toThrow("absolute path");
});

test("an explicit port is kept, also when it is the default of another scheme", () => {
  expect(parseCameraUrl("rtsp://h:80/x").port).toBe(80);
  expect(parseCameraUrl("rtsp://h:443/x").port).toBe(443);
  expect(parseCameraUrl("rtsp://h/x").port).toBe(554);
  expect(parseCameraUrl("rtsp://admin:p%40ss%20w%3Ard@h/x?a=1")).toMatchObject({
    username: "admin",
    password: "p@ss w:rd",
    path: "/x?a=1",
  });
});

test.each([
  ["rtsp://admin:secret@10.0.0.9:8554/x?key=secret", "rtsp://10.0.0.9:8554"],
  ["http://a:b@cam.lan/v", "http://cam.lan"],
  ["rtsp://u:p@[fd00::1]/v", "rtsp://[fd00::1]"],
  ["/srv/media/match.mp4", "file:match.mp4"],
  ["rtsp://admin:sec ret@10.0.0.9", "(unreadable address)"],
])("%s is shown as %s", (url, shown) => {
  expect(redactCameraUrl(url)).toBe(shown);
});

test("a name is checked by what it resolves to, and every address must be allowed", async () => {
  const nothing = { port: 554, allowedHosts: [] };
  await expect(assertAllowedAddress("localhost", nothing)).rejects.toMatchObject({ code: "unprocessable" });
  await expect(assertAllowedAddress("127.0.0.1", nothing)).rejects.toMatchObject({ code: "unprocessable" });
  await expect(assertAllowedAddress("10.1.2.3", nothing)).resolves.toEqual(["10.1.2.3"]);
  const listed = { port: 554, allowedHosts: ["localhost"] };
  expect((await assertAllowedAddress("localhost", listed))[0]).toBe("127.0.0.1");
  await expect(assertAllowedAddress("no-such-camera.invalid", nothing)).rejects.toMatchObject({
    code: "camera_unreachable",
  });
});
