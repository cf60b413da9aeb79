package io.portfolioplatform.dbpool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.propertyeditors.PathEditor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Reads user and password from files whenever a connection is opened, so that new ones
 * need no restart. A file that cannot be read any more leaves the last ones in force.
 */
final class FileCredentials implements HikariCredentialsProvider {

	private static final Logger LOGGER = LoggerFactory.getLogger(FileCredentials.class);

	private final @Nullable Path username;

	private final @Nullable Path password;

	private final Credentials otherwise;

	private volatile Credentials last;

	/**
	 * Create the provider.
	 * @param username file with the user, if there is one
	 * @param password file with the password, if there is one
	 * @param otherwise what counts where there is no file
	 * @throws InvalidDbPoolException if a file cannot be read
	 */
	FileCredentials(@Nullable String username, @Nullable String password, Credentials otherwise) {
		this.username = path(username);
		this.password = path(password);
		this.otherwise = otherwise;
		try {
			this.last = read();
		}
		catch (IOException ex) {
			throw new InvalidDbPoolException("The credentials of the database cannot be read: " + ex,
					"Let 'platform.db-pool.username-file' and 'platform.db-pool.password-file' name files that this "
							+ "process may read, such as those of a mounted secret.");
		}
	}

	/**
	 * As Spring converts a path. A property of that type would count as unbound where it
	 * is empty, which stops the start.
	 */
	private static @Nullable Path path(@Nullable String file) {
		PathEditor path = new PathEditor();
		path.setAsText((file != null) ? file : "");
		return (Path) path.getValue();
	}

	/**
	 * Return the credentials that count now.
	 */
	static Credentials current(@Nullable HikariCredentialsProvider provider, JdbcConnectionDetails otherwise) {
		return (provider != null) ? provider.getCredentials()
				: Credentials.of(otherwise.getUsername(), otherwise.getPassword());
	}

	@Override
	public Credentials getCredentials() {
		try {
			this.last = read();
		}
		catch (IOException ex) {
			LOGGER.warn("The credentials of the database cannot be read, the last ones stay in force: {}",
					ex.toString());
		}
		return this.last;
	}

	private Credentials read() throws IOException {
		return Credentials.of(read(this.username, this.otherwise.getUsername()),
				read(this.password, this.otherwise.getPassword()));
	}

	private static @Nullable String read(@Nullable Path file, @Nullable String otherwise) throws IOException {
		return (file != null) ? Files.readString(file).strip() : otherwise;
	}

}
