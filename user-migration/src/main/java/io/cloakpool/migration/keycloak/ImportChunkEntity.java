package io.cloakpool.migration.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a job that are written in one transaction, or in several where the database refuses some of them. Those that are written are
 * gone from here, and the report about them is there.
 */
@Entity(name = "CloakpoolImportChunk")
@Table(name = "CLOAKPOOL_IMPORT_CHUNK")
@NamedQuery(
        name = "cloakpoolImportReport",
        query = "select c.report from CloakpoolImportChunk c where c.importId = :id and c.position = :position")
@NamedQuery(name = "cloakpoolImportChunks", query = "delete from CloakpoolImportChunk c where c.importId = :id")
@NamedQuery(
        name = "cloakpoolImportChunksOfRealm",
        query = "delete from CloakpoolImportChunk c where c.importId in"
                + " (select j.id from CloakpoolImport j where j.realmId = :realm)")
public class ImportChunkEntity {
    @Id
    @Column(name = "CHUNK_ID", length = 64)
    protected String key = "";

    @Column(name = "IMPORT_ID", length = 36, nullable = false)
    protected String importId = "";

    @Column(name = "CHUNK_POSITION", nullable = false)
    protected int position;

    /** {@link io.cloakpool.migration.bulk.Chunk#pack Packed}; what is not done of them, since there are hashes in it; nothing in the end. */
    @Column(name = "ROWS_PACKED", length = Integer.MAX_VALUE)
    protected byte @Nullable [] rows;

    /** Lines in UTF-8. */
    @Column(name = "REPORT", length = Integer.MAX_VALUE)
    protected byte @Nullable [] report;

    static String key(String importId, int position) {
        return importId + ":" + position;
    }
}
