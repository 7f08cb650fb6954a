import { expect, test } from "vitest";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { recordVideo } from "@/test/recorded-video";
import { obedient } from "@/test/recording-reports";
import { deleteFile } from "./delete";
import { locateDownload, locateThumbnail } from "./download";
import { getFile } from "./get";
import { listFiles } from "./list";

let world: World;
eachWorld((made) => {
  world = made;
  obedient(world.devices, world.clock);
});
const record = () => recordVideo(world);

test("a file's detail has the gaps of its recording, and how many frames its camera sends", async () => {
  const { id, session_id } = await record();
  const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 18, 0, second)).toISOString();
  const gaps = [{ from: at(10), to: at(12), cause: "no packets" }];
  await world.db.recording.update({ where: { sessionId: session_id }, data: { gaps } });
  const camera = { id: world.a.camera.id, state: "live", fps: 15, codec: "h264", width: 1280, height: 720 } as const;
  const rest = {
    frame_age_ms: 40,
    bitrate: null,
    reconnects: 0,
    consumers: 1,
    error: null,
    recording_session_id: null,
  };
  world.devices.setOnline(world.hub, { storage_id: world.storageId, cameras: [{ ...camera, ...rest }] });
  expect(await getFile(world.ctx(world.staff), session_id)).toMatchObject({ id, gaps, fps: 15 });
});

test("where the club lets them, players have their own and nothing of others", async () => {
  const { id, session_id } = await record();
  const switches = { playersMaySeeOwn: true };
  const [own, other] = [world.a.player, world.otherPlayer].map((actor) => world.ctx({ ...actor, switches }));
  expect((await listFiles(own!, { limit: 50 })).files.map((file) => file.id)).toEqual([id]);
  expect((await listFiles(own!, { limit: 50, created_by: world.otherPlayer.id })).files).toEqual([]);
  expect(await locateDownload(own!, session_id, {})).toMatchObject({ filename: `${session_id}.mp4` });
  expect(await getFile(own!, id)).toMatchObject({ id, gaps: [], fps: null });
  expect((await listFiles(other!, { limit: 50 })).files).toEqual([]);
  for (const act of [
    () => locateDownload(other!, id, {}),
    () => locateThumbnail(other!, id),
    () => getFile(other!, id),
  ])
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
  for (const act of [() => deleteFile(own!, id), () => listFiles(own!, { limit: 50, trash: true })])
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
});
