import { type RouteSpec, routes } from "@/lib/contracts/routes";
import type { RouteHandler } from "@/lib/http/route";
import { type Answered, answerOf } from "./answer";
import type { Caller } from "./callers";
import type { Asked, Entry, Matrix, Question } from "./entry";
import { expectedStatus, type Target } from "./expected";
import type { RouteName } from "./handlers";
import { complaintAbout } from "./judge";
import type { keepRows } from "./rows";
import type { MatrixWorld, Side } from "./world";

export type Bench = {
  world: MatrixWorld;
  callers: Caller[];
  rows: Awaited<ReturnType<typeof keepRows>>;
  handlers: Map<string, RouteHandler>;
  matrix: Matrix;
};
export type Cell = {
  method: string;
  spec: RouteSpec;
  entry: Entry;
  question: Question;
  caller: Caller;
  target: Target;
  asked: Asked;
};
export type Result = { cells: number; red: string[] };

const AT_ONCE = 8;
/** Each kind of caller once. */
const FEW = /^(nobody|another player A|staff B|admin A|super admin|browser .* another site|device A|disabled .*)$/;

/** Runs every cell of a route: first those to be refused, which together must change nothing, then the others. */
export async function runRoute(bench: Bench, name: RouteName, callers = bench.callers): Promise<Result> {
  const spec: RouteSpec = routes[name];
  const entry = bench.matrix[name];
  const red: string[] = [];
  const methods = spec.head ? [spec.method, "HEAD"] : [spec.method];
  let cells = 0;
  for (const method of methods)
    for (const [index, question] of entry.questions.entries()) {
      const who = question.few ? callers.filter(({ name }) => FEW.test(name)) : callers;
      const about = { method, spec, entry, question };
      const all = who.flatMap((caller) =>
        targetsOf(bench.world, question, caller).map((target) => {
          const asked = question.ask(sideOf(bench.world, target), mineOf(bench.world, caller));
          return { ...about, caller, target, asked };
        }),
      );
      cells += all.length;
      const complain = (cell: Cell, text: string) =>
        red.push(`${method} ${spec.path} [${index}] as ${cell.caller.name}, ${cell.target}: ${text}`);
      await runQuestion(bench, all, complain);
    }
  return { cells, red };
}

async function runQuestion(bench: Bench, cells: Cell[], complain: (cell: Cell, text: string) => void): Promise<void> {
  const { world, rows } = bench;
  const expected = new Map(cells.map((cell) => [cell, expectationOf(world, cell)]));
  const isRefused = (cell: Cell) => expected.get(cell)! >= 400;
  const absent = new Map<Caller, string>();
  const judge = async (cell: Cell) => {
    const answered = await ask(bench, cell);
    const complaint = complaintAbout(cell, answered, { expected: expected.get(cell)!, world, absent });
    if (complaint) complain(cell, complaint);
  };

  // What is absent first: what is foreign must answer in its words.
  const refused = cells.filter(isRefused).sort((x, y) => Number(y.target === "absent") - Number(x.target === "absent"));
  const before = await rows.digest();
  const told = world.world.devices.sent.length;
  const absentFirst = refused.filter(({ target }) => target === "absent");
  for (const batch of [...batches(absentFirst), ...batches(refused.slice(absentFirst.length))])
    await Promise.all(batch.map(judge));
  const didChange = (await rows.digest()) !== before || world.world.devices.sent.length !== told;
  if (didChange && refused[0]) complain(refused[0], "one of those to be refused changed something");

  const isChange = cells[0]?.method !== "GET" && cells[0]?.method !== "HEAD";
  for (const batch of batches(
    cells.filter((cell) => !isRefused(cell)),
    isChange ? 1 : AT_ONCE,
  )) {
    await Promise.all(batch.map(judge));
    if (isChange) await startAfresh(bench, cells[0]);
  }
  await startAfresh(bench, cells[0]);
}

async function startAfresh({ world, rows }: Bench, cell: Cell | undefined): Promise<void> {
  await rows.restore();
  // Nothing else moves files.
  if (cell?.spec.path.includes("/files/")) world.restoreMedia();
}

const sideOf = ({ a, b, absent }: MatrixWorld, target: Target): Side =>
  target === "b" ? b.ids : target === "absent" ? absent : a.ids;
const mineOf = ({ a, b }: MatrixWorld, { is }: Caller): Side =>
  is?.kind === "user" && is.club === "b" ? b.ids : a.ids;

function targetsOf(world: MatrixWorld, question: Question, caller: Caller): Target[] {
  const mine = mineOf(world, caller);
  const asked = (target: Target) => JSON.stringify(question.ask(sideOf(world, target), mine));
  return asked("a") === asked("absent") ? ["none"] : ["a", "b", "absent"];
}

const expectationOf = ({ a, b }: MatrixWorld, cell: Cell): number =>
  expectedStatus({ ...cell, access: cell.spec.access }, cell.caller, cell.target, { a: a.owner, b: b.owner });

function ask({ handlers }: Bench, { method, spec, caller, asked }: Cell): Promise<Answered> {
  const handler = handlers.get(`${method} ${spec.path}`);
  if (!handler) throw new Error(`${method} ${spec.path} is not served`);
  return answerOf(handler, method, caller.headers, asked);
}

function batches<T>(all: T[], size = AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
