package io.portfolioplatform.app.imports;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import io.portfolioplatform.app.user.UserId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Record of what was imported when, which recognises a file that comes twice.
 */
@Repository
class ImportRuns {

	private final JdbcClient jdbc;

	ImportRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	UUID start(UserId user, UUID portfolio, ImportFile file, int activities) {
		return this.jdbc.sql("""
				insert into import_run (user_id, portfolio_id, file_name, content_sha256, activities)
				values (:user, :portfolio, :name, :sha256, :activities)
				on conflict (portfolio_id, content_sha256) do nothing
				returning id
				""")
			.param("user", user.value())
			.param("portfolio", portfolio)
			.param("name", file.name())
			.param("sha256", sha256(file.content()))
			.param("activities", activities)
			.query(UUID.class)
			.optional()
			.orElseThrow(() -> new AlreadyImportedException(file.name()));
	}

	private static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
