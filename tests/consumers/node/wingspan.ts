// A program of a user: it reads, compares and builds session responses. Compiled under --strict, never run.
// Each `@ts-expect-error` is a mistake that the types must find: the compiler complains where one is no mistake.

import type { SessionResponse, SessionResponseSessionType } from "./models.js";

export function describe(session: SessionResponse): string {
  const team: string | undefined = session.labels?.["team"];
  const token: string = session.token ?? "none";
  const day: string = session.expiration.slice(0, 10);
  return [session.userId, team, token, day].join(" ");
}

export function signedIn(type: SessionResponseSessionType): boolean {
  // @ts-expect-error no such type
  return type === "User" || type === "API" || type === "Robot";
}

export const built: SessionResponse = { expiration: "2026-01-31T12:00:00Z", sessionType: "Guest", labels: { a: "b" } };

// @ts-expect-error the type is required
export const incomplete: SessionResponse = { expiration: "2026-01-31T12:00:00Z" };
// @ts-expect-error labels are strings
export const counted: SessionResponse = { expiration: "", sessionType: "API", labels: { a: 1 } };
// @ts-expect-error a type is one of its values
export const robot: SessionResponse = { expiration: "", sessionType: "Robot" };
