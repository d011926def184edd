import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "#shared/kernel/errors.ts";

/** More browsers than that at once are not a person's. The one that was silent for the longest is let go. */
const mostSessions = 32;

const secret = (): string => randomBytes(32).toString("base64url");

/** Compares without telling by its time how much agreed; digests make the lengths equal. */
function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Who may call this server: whoever opened its link holds a cookie, and each cookie is one sender. Both die with the
 * server. The link's token is exchanged for a cookie at once, so that it does not stay in the address bar.
 */
export class HttpSessions {
  readonly #token = secret();
  readonly #sessions = new Set<string>();
  readonly #forget: (session: string) => void;

  /** @param forget is told of a session that was let go. */
  constructor(forget: (session: string) => void) {
    this.#forget = forget;
  }

  /** The path that opens the studio in a browser. */
  get openPath(): string {
    return `/open?token=${this.#token}`;
  }

  /**
   * Opens a session for whoever knows the token; a browser that has one already keeps it.
   * @returns the value of a Set-Cookie header. @throws SENDER_REFUSED
   */
  open(token: string, headers: IncomingHttpHeaders, port: number): string {
    if (!sameSecret(token, this.#token))
      throw new AppError("SENDER_REFUSED", "This link is not from this start of the studio. Open the one it printed.");
    const session = this.#known(headers, port) ?? this.#add();
    return `${cookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** The session of a request. @throws SENDER_REFUSED */
  of(headers: IncomingHttpHeaders, port: number): string {
    const session = this.#known(headers, port);
    if (session === undefined)
      throw new AppError(
        "SENDER_REFUSED",
        "This page is not from this start of the studio. Open the link that it printed when it was started.",
      );
    // Moved to the end, so that the first is the one that was silent for the longest.
    this.#sessions.delete(session);
    this.#sessions.add(session);
    return session;
  }

  #known(headers: IncomingHttpHeaders, port: number): string | undefined {
    const given = cookies(headers.cookie).get(cookieName(port));
    return given === undefined ? undefined : [...this.#sessions].find((session) => sameSecret(session, given));
  }

  #add(): string {
    const session = secret();
    this.#sessions.add(session);
    const [oldest] = this.#sessions;
    if (this.#sessions.size > mostSessions && oldest !== undefined) {
      this.#sessions.delete(oldest);
      this.#forget(oldest);
    }
    return session;
  }
}

/** Cookies are shared by all ports of a host: the port in the name keeps two studios apart. */
const cookieName = (port: number): string => `imprimatur-${port}`;

function cookies(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split(/=(.*)/s));
  return new Map(pairs.map(([name = "", value = ""]) => [name, value]));
}
