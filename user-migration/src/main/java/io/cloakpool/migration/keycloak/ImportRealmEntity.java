package io.cloakpool.migration.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A realm that has had an import: the row that nodes lock before they say which import of it runs, or how much it stores. */
@Entity(name = "CloakpoolImportRealm")
@Table(name = "CLOAKPOOL_IMPORT_QUEUE")
public class ImportRealmEntity {
    @Id
    @Column(name = "REALM_ID")
    protected String id = "";
}
