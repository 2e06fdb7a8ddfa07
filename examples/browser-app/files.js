// The user's own part of a bucket, read and written with the credentials of the identity pool.
import { AwsClient } from "aws4fetch";

/** A refusal of the store, by the code of its error. */
export class StoreError extends Error {}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Each part of a name percent-encoded as S3 signs it, so that what is signed is what is sent. */
const encoded = (key) =>
  key.split("/").map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase())).join("/");

export class Files {
  #settings;
  #pool;

  constructor(settings, pool) {
    this.#settings = settings;
    this.#pool = pool;
  }

  /** `[{name, size, stored}]`, all of them. */
  async list() {
    const prefix = await this.#prefix();
    const found = [];
    let next = null;
    do {
      const query = new URLSearchParams({ "list-type": "2", prefix });
      if (next) query.set("continuation-token", next);
      const answer = await this.#send("GET", `?${query}`);
      const page = new DOMParser().parseFromString(await answer.text(), "application/xml");
      for (const entry of page.getElementsByTagName("Contents")) {
        const text = (name) => entry.getElementsByTagName(name)[0].textContent;
        found.push({ name: text("Key").slice(prefix.length), size: Number(text("Size")), stored: new Date(text("LastModified")) });
      }
      next = page.getElementsByTagName("NextContinuationToken")[0]?.textContent;
    } while (next);
    return found;
  }

  async put(name, file) {
    await this.#send("PUT", await this.#path(name), await file.arrayBuffer(), { "content-type": file.type || "application/octet-stream" });
  }

  async get(name) {
    return (await this.#send("GET", await this.#path(name))).blob();
  }

  async remove(name) {
    await this.#send("DELETE", await this.#path(name));
  }

  async #prefix() {
    return `users/${(await this.#pool.credentials()).identityId}/`;
  }

  async #path(name) {
    return `/${encoded((await this.#prefix()) + name)}`;
  }

  async #send(method, path, body = new ArrayBuffer(0), headers = {}) {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.#pool.credentials();
    const client = new AwsClient({ accessKeyId, secretAccessKey, sessionToken, service: "s3", region: this.#settings.region, retries: 2 });
    const answer = await client.fetch(`${this.#settings.store}/${this.#settings.bucket}${path}`, {
      method,
      // The store must get the very bytes that were signed: a proxy in between cannot exchange them.
      headers: { ...headers, "x-amz-content-sha256": hex(await crypto.subtle.digest("SHA-256", body)) },
      body: method === "PUT" ? body : undefined,
    });
    if (!answer.ok) {
      const error = new DOMParser().parseFromString(await answer.text(), "application/xml");
      throw new StoreError(error.getElementsByTagName("Code")[0]?.textContent ?? `HTTP ${answer.status}`);
    }
    return answer;
  }
}
