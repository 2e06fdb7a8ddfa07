package io.cloakpool.baselines;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A small row, found by its primary key. */
@Entity(name = "BaselineRow")
@Table(name = "BASELINE_ROW")
public class RowEntity {
    @Id
    @Column(name = "ROW_KEY", length = 64)
    protected String key = "";

    @Column(name = "CONTENT", nullable = false)
    protected String content = "";
}
