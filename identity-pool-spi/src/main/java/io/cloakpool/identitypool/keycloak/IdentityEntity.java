package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of an identity. Keys are digests, see {@link KeyDigest}; times are milliseconds since 1970. */
@Entity(name = "CloakpoolIdentity")
@Table(name = "CLOAKPOOL_IDENTITY")
@NamedQuery(
        name = "cloakpoolActiveTouch",
        query = "update CloakpoolIdentity i set i.modifiedAt = :now where i.key = :key and i.status = :active")
@NamedQuery(
        name = "cloakpoolRetire",
        query = "update CloakpoolIdentity i set i.status = :retired, i.successorId = :successor, i.modifiedAt = :now"
                + " where i.key = :key and i.status = :active")
@NamedQuery(
        name = "cloakpoolList",
        query = "select i from CloakpoolIdentity i where i.poolKey = :pool and i.identityId > :after"
                + " and i.status in :statuses order by i.identityId")
@NamedQuery(
        name = "cloakpoolKeysOfPool",
        query = "select i.key from CloakpoolIdentity i where i.realmId = :realm and i.poolUuid = :pool"
                + " and i.key > :after order by i.key")
@NamedQuery(
        name = "cloakpoolKeysOfRealm",
        query = "select i.key from CloakpoolIdentity i where i.realmId = :realm and i.key > :after order by i.key")
@NamedQuery(
        name = "cloakpoolNextRealm",
        query = "select min(i.realmId) from CloakpoolIdentity i where i.realmId > :after")
@NamedQuery(
        name = "cloakpoolNextPool",
        query = "select min(i.poolUuid) from CloakpoolIdentity i where i.realmId = :realm and i.poolUuid > :after")
@NamedQuery(
        name = "cloakpoolFillPool",
        query = "update CloakpoolIdentity i set i.poolUuid = right(i.poolId, 36)"
                + " where i.realmId = :realm and i.poolUuid is null")
@NamedQuery(
        name = "cloakpoolCountIdentities",
        query = "select i.poolUuid, i.status, count(i) from CloakpoolIdentity i"
                + " where i.realmId = :realm and i.poolUuid in :pools group by i.poolUuid, i.status")
@NamedQuery(name = "cloakpoolErase", query = "delete from CloakpoolIdentity i where i.key in :keys")
public class IdentityEntity {
    @Id
    @Column(name = "IDENTITY_KEY", length = KeyDigest.LENGTH)
    protected String key = "";

    @Column(name = "REALM_ID", length = 36, nullable = false)
    protected String realmId = "";

    @Column(name = "POOL_KEY", length = KeyDigest.LENGTH, nullable = false)
    protected String poolKey = "";

    @Column(name = "POOL_ID", length = 55, nullable = false)
    protected String poolId = "";

    /** The last part of the pool's id, which outlives a change of the region; null in rows that an older version wrote. */
    @Column(name = "POOL_UUID", length = 36)
    protected @Nullable String poolUuid;

    @Column(name = "IDENTITY_ID", length = 55, nullable = false)
    protected String identityId = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "STATUS", length = 16, nullable = false)
    protected Identity.Status status = Identity.Status.ACTIVE;

    @Column(name = "SUCCESSOR_ID", length = 55)
    protected @Nullable String successorId;

    @Column(name = "CREATED_AT", nullable = false)
    protected long createdAt;

    @Column(name = "MODIFIED_AT", nullable = false)
    protected long modifiedAt;
}
