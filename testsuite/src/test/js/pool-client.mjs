// The AWS SDK for JavaScript against the demo: its own provider for identity pools, nothing changed but endpoints.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromCognitoIdentityPool } from "@aws-sdk/credential-providers";

const env = process.env;
const realm = `${env.KEYCLOAK_URL}/realms/${env.REALM}`;
const region = env.REGION;
const Bucket = env.BUCKET;

const credentials = (logins) =>
  fromCognitoIdentityPool({
    identityPoolId: env.IDENTITY_POOL_ID,
    logins,
    clientConfig: { region, endpoint: `${realm}/cognito-identity` },
  });
const s3 = (provider) =>
  new S3Client({ region, endpoint: env.S3_ENDPOINT, forcePathStyle: true, credentials: provider });
const refused = async (code, call) => {
  await assert.rejects(call, { name: code });
};
const body = async (answer) => Buffer.from(await answer.Body.transformToByteArray());

const user = credentials({ [env.LOGIN_KEY]: env.ID_TOKEN });
const { identityId } = await user();
const prefix = `users/${identityId}/`;
const store = s3(user);
const content = randomBytes(6 * 1024 * 1024);

await store.send(new PutObjectCommand({ Bucket, Key: `${prefix}buffer`, Body: content }));
assert.deepEqual(await body(await store.send(new GetObjectCommand({ Bucket, Key: `${prefix}buffer` }))), content);
await store.send(
  new PutObjectCommand({ Bucket, Key: `${prefix}stream`, Body: Readable.from([content]), ContentLength: content.length }),
);
assert.deepEqual(await body(await store.send(new GetObjectCommand({ Bucket, Key: `${prefix}stream` }))), content);
const listed = await store.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
assert.deepEqual(listed.Contents.map((entry) => entry.Key).sort(), [`${prefix}buffer`, `${prefix}stream`]);
await refused("AccessDenied", () => store.send(new GetObjectCommand({ Bucket, Key: "users/other/x" })));
await refused("AccessDenied", () => store.send(new ListObjectsV2Command({ Bucket })));

const sts = new STSClient({ region, endpoint: `${realm}/sts`, credentials: user });
const caller = await sts.send(new GetCallerIdentityCommand({}));
assert.match(caller.Arn, /:assumed-role\/DemoUser\/CognitoIdentityCredentials$/);

const guest = s3(credentials(undefined));
assert.equal((await body(await guest.send(new GetObjectCommand({ Bucket, Key: "public/hello.txt" })))).toString(), "for everybody");
await refused("AccessDenied", () => guest.send(new PutObjectCommand({ Bucket, Key: "public/x", Body: "x" })));

console.log("all of the JavaScript client came out as expected");
