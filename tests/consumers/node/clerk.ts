// A program of a user: it reads, compares and builds sessions. Compiled under --strict, never run.
// Each `@ts-expect-error` is a mistake that the types must find: the compiler complains where one is no mistake.

import type { Session, SessionStatus, SessionTask } from "./models.js";

export function describe(session: Session): string {
  const seconds: number = session.expire_at / 1000;
  const organization: string | null | undefined = session.last_active_organization_id;
  const city: string = session.latest_activity?.city ?? "nowhere";
  const keys: string[] = (session.tasks ?? []).map((task: SessionTask) => task.key);
  const reason: unknown = session.actor?.["reason"];
  return [session.id, seconds, organization, city, keys, reason].join(" ");
}

export function over(status: SessionStatus): boolean {
  switch (status) {
    case "ended":
    case "expired":
      return true;
    // @ts-expect-error no such status
    case "asleep":
      return false;
    default:
      return false;
  }
}

const required = { object: "session", id: "s", user_id: "u", client_id: "c", status: "active" } as const;
const times = { last_active_at: 1, expire_at: 2, abandon_at: 3, updated_at: 4, created_at: 5 };
export const built: Session = { ...required, ...times, tasks: [{ key: "choose-organization" }], actor: null };

// @ts-expect-error the times are required
export const incomplete: Session = { ...required };
// @ts-expect-error a status is one of its values
export const asleep: Session = { ...required, ...times, status: "asleep" };
// @ts-expect-error a required member may not be null
export const nobody: Session = { ...required, ...times, user_id: null };
