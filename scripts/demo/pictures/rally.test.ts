import { expect, test } from "vitest";
import { LENGTH, NET_AT, WIDTH } from "./court";
import { Rally } from "./rally";
import { SCENES, type Scene } from "./scenes";

const scenes: [string, Scene][] = Object.entries(SCENES);

test.each(scenes)("%s: the end of the film meets its beginning", (_, scene) => {
  const rally = new Rally(scene);
  const step = 1 / scene.fps;
  const [last, first] = [rally.at(scene.loopSeconds - step), rally.at(0)];
  for (const [player, pose] of first.players.entries()) {
    // A player runs less than 8 m/s.
    const before = last.players[player]!;
    expect(Math.hypot(pose.x - before.x, pose.y - before.y)).toBeLessThan(8 * step);
  }
});

test.each(scenes)("%s: everybody stays in their half, the ball on the court", (_, scene) => {
  const rally = new Rally(scene);
  for (let frame = 0; frame < scene.fps * scene.loopSeconds; frame++) {
    const { players, ball } = rally.at(frame / scene.fps);
    for (const { x, y, isFar } of players) {
      expect(x > 0 && x < WIDTH && y > 0 && y < LENGTH).toBe(true);
      expect(y > NET_AT).toBe(isFar);
    }
    expect(ball.x > 0 && ball.x < WIDTH && ball.y > 0 && ball.y < LENGTH && ball.z > 0).toBe(true);
  }
});
