package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.util.OptionalInt;

/** The structures of the answers that give a role. */
final class StsFields {
    private StsFields() {}

    static XmlFields assumedRoleUser(String arn, String id) {
        return new XmlFields().put("Arn", arn).put("AssumedRoleId", id);
    }

    static XmlFields credentials(IssuedCredentials credentials) {
        return new XmlFields()
                .put("AccessKeyId", credentials.accessKeyId())
                .put("SecretAccessKey", credentials.secretAccessKey())
                .put("SessionToken", credentials.sessionToken())
                .put("Expiration", credentials.expiration().toString());
    }

    static XmlFields packedPolicySize(XmlFields fields, OptionalInt percent) {
        percent.ifPresent(value -> fields.put("PackedPolicySize", value));
        return fields;
    }
}
