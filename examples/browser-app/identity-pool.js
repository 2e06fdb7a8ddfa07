// Credentials of the signed-in user: an ID token in, an access key that opens the user's own files out.

/** A refusal of the identity pool, by the name of its error. */
export class PoolError extends Error {}

export class IdentityPool {
  // Renewed this long before they end, so that a slow upload does not outlive them.
  static #MARGIN_SECONDS = 120;

  #settings;
  #idToken;
  #current = null;

  /** @param idToken says the user's ID token, renewed where needed */
  constructor(settings, idToken) {
    this.#settings = settings;
    this.#idToken = idToken;
  }

  /** `{identityId, accessKeyId, secretAccessKey, sessionToken, expires}`; the same ones until shortly before their end. */
  async credentials() {
    const end = Date.now() / 1000 + IdentityPool.#MARGIN_SECONDS;
    if (this.#current === null || this.#current.expires <= end) {
      this.#current = await this.#exchange();
    }
    return this.#current;
  }

  async #exchange() {
    const Logins = { [this.#settings.loginKey]: await this.#idToken() };
    const { IdentityId } = await this.#call("GetId", { IdentityPoolId: this.#settings.identityPoolId, Logins });
    const answer = await this.#call("GetCredentialsForIdentity", { IdentityId, Logins });
    return {
      identityId: answer.IdentityId,
      accessKeyId: answer.Credentials.AccessKeyId,
      secretAccessKey: answer.Credentials.SecretKey,
      sessionToken: answer.Credentials.SessionToken,
      expires: answer.Credentials.Expiration,
    };
  }

  async #call(operation, input) {
    const answer = await fetch(`${this.#settings.keycloak}/realms/${this.#settings.realm}/cognito-identity`, {
      method: "POST",
      cache: "no-store",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `AWSCognitoIdentityService.${operation}` },
      body: JSON.stringify(input),
    });
    const output = await answer.json();
    if (!answer.ok) throw new PoolError(`${output.__type}: ${output.message}`);
    return output;
  }
}
