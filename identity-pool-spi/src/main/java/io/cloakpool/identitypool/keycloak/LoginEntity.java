package io.cloakpool.identitypool.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** A row of a login that is linked to an identity. Its key is the digest of realm, pool, provider and subject. */
@Entity(name = "CloakpoolLogin")
@Table(name = "CLOAKPOOL_LOGIN")
@NamedQuery(
        name = "cloakpoolLoginsOf",
        query = "select l from CloakpoolLogin l where l.identityKey in :keys order by l.linkedAt, l.key")
@NamedQuery(
        name = "cloakpoolLoginsOfSubject",
        query = "select l from CloakpoolLogin l where l.subjectKey = :subject order by l.key")
@NamedQuery(name = "cloakpoolLoginsAfter", query = "select l from CloakpoolLogin l where l.key > :after order by l.key")
@NamedQuery(
        name = "cloakpoolCountLogins",
        query = "select i.poolUuid, l.provider, count(l) from CloakpoolLogin l, CloakpoolIdentity i"
                + " where l.identityKey = i.key and i.realmId = :realm and i.poolUuid in :pools"
                + " group by i.poolUuid, l.provider")
@NamedQuery(
        name = "cloakpoolDeleteLogin",
        query = "delete from CloakpoolLogin l where l.key = :key and l.identityKey = :identity")
@NamedQuery(name = "cloakpoolDeleteLogins", query = "delete from CloakpoolLogin l where l.key in :keys")
@NamedQuery(
        name = "cloakpoolMoveLogins",
        query = "update CloakpoolLogin l set l.identityKey = :destination where l.identityKey = :source")
@NamedQuery(name = "cloakpoolEraseLogins", query = "delete from CloakpoolLogin l where l.identityKey in :keys")
public class LoginEntity {
    @Id
    @Column(name = "LOGIN_KEY", length = KeyDigest.LENGTH)
    protected String key = "";

    @Column(name = "IDENTITY_KEY", length = KeyDigest.LENGTH, nullable = false)
    protected String identityKey = "";

    /** Digest of realm, provider and subject: the same in each pool. */
    @Column(name = "SUBJECT_KEY", length = KeyDigest.LENGTH, nullable = false)
    protected String subjectKey = "";

    @Column(name = "REALM_ID", length = 36, nullable = false)
    protected String realmId = "";

    @Column(name = "PROVIDER", nullable = false)
    protected String provider = "";

    @Column(name = "SUBJECT", length = 1024, nullable = false)
    protected String subject = "";

    @Column(name = "LINKED_AT", nullable = false)
    protected long linkedAt;
}
