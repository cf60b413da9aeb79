package io.portfolioplatform.dbpool.lease;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Who grants leases.
 */
interface Registry extends AutoCloseable {

	/**
	 * Begin or prolong the lease.
	 * @param report what the process has
	 * @return what it may have, or {@code null} if the report came too late to count
	 * @throws RegistryUnavailableException if there is no registry and there will be
	 * none, or none that this process may use
	 * @throws SQLException if the registry does not answer now
	 */
	@Nullable Grant renew(Report report) throws SQLException;

	/**
	 * End the lease of a process that has no connection but the registry's.
	 * @param sequence number of this report
	 * @throws SQLException if the registry does not answer; the lease ends by itself then
	 */
	void release(long sequence) throws SQLException;

	@Override
	void close();

}
