/** A JSON answer that remembers the type of its fields, so that `route` can hold it to its contract. Nothing at run time. */
export type Answer<T> = Response & { readonly fields?: T };

const answer = <T extends object>(status: number, fields: T): Answer<T> =>
  Response.json({ success: true, ...fields }, { status });

/** 200 with `{ success: true, … }`. */
export const ok = <T extends object>(fields: T): Answer<T> => answer(200, fields);

/** 201: something exists now that did not before. */
export const created = <T extends object>(fields: T): Answer<T> => answer(201, fields);

/** 202: it goes on, and the fields say how to follow it. */
export const accepted = <T extends object>(fields: T): Answer<T> => answer(202, fields);
