// Amplify against the demo: a guest who then signs in with the app's own OpenID Connect tokens.
import assert from "node:assert/strict";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Amplify } from "aws-amplify";
import { decodeJWT, fetchAuthSession } from "aws-amplify/auth";
import { CognitoAWSCredentialsAndIdentityIdProvider, DefaultIdentityIdStore } from "aws-amplify/auth/cognito";

const env = process.env;
const Bucket = env.BUCKET;

/** What a browser keeps for a page. */
class Storage {
  #values = new Map();
  async getItem(key) {
    return this.#values.get(key) ?? null;
  }
  async setItem(key, value) {
    this.#values.set(key, value);
  }
  async removeItem(key) {
    this.#values.delete(key);
  }
  async clear() {
    this.#values.clear();
  }
}

let signedIn = false;
const tokenProvider = {
  getTokens: async () => (signedIn ? { accessToken: decodeJWT(env.ACCESS_TOKEN), idToken: decodeJWT(env.ID_TOKEN) } : null),
};
const newDevice = () =>
  Amplify.configure(
    {
      Auth: {
        Cognito: {
          identityPoolId: env.IDENTITY_POOL_ID,
          identityPoolEndpoint: `${env.KEYCLOAK_URL}/realms/${env.REALM}/cognito-identity`,
          allowGuestAccess: true,
        },
      },
    },
    { Auth: { tokenProvider, credentialsProvider: new CognitoAWSCredentialsAndIdentityIdProvider(new DefaultIdentityIdStore(new Storage())) } },
  );
const session = async () => {
  const { identityId, credentials } = await fetchAuthSession({ forceRefresh: true });
  assert.match(identityId, /^us-east-1:[0-9a-f-]{36}$/);
  return { identityId, s3: new S3Client({ region: env.REGION, endpoint: env.S3_ENDPOINT, forcePathStyle: true, credentials }) };
};
const put = (to, identityId) => to.s3.send(new PutObjectCommand({ Bucket, Key: `users/${identityId}/from-amplify`, Body: "x" }));

newDevice();
const guest = await session();
assert.equal((await session()).identityId, guest.identityId);
await guest.s3.send(new GetObjectCommand({ Bucket, Key: "public/hello.txt" }));
await assert.rejects(put(guest, guest.identityId), { name: "AccessDenied" });

signedIn = true;
const user = await session();
assert.equal(user.identityId, guest.identityId);
await put(user, user.identityId);
await assert.rejects(put(user, "somebody-else"), { name: "AccessDenied" });

newDevice();
assert.equal((await session()).identityId, user.identityId);

signedIn = false;
newDevice();
assert.notEqual((await session()).identityId, user.identityId);

console.log("all of Amplify came out as expected");
