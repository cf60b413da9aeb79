package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.url.Servers;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Tells which pools connect to the server whose connections the budget divides, which is
 * the application's. Others stay as their owner made them.
 */
final class BudgetedPools {

	private final JdbcConnectionDetails application;

	private final ObjectProvider<LeaseInstaller> lease;

	private final ListableBeanFactory beans;

	BudgetedPools(JdbcConnectionDetails application, ObjectProvider<LeaseInstaller> lease, ListableBeanFactory beans) {
		this.application = application;
		this.lease = lease;
		this.beans = beans;
	}

	/**
	 * Return whether a pool connects to that server. One around a data source names no
	 * URL: it stands in place of Spring Boot's where there is no other.
	 */
	boolean include(HikariConfig pool) {
		String url = pool.getJdbcUrl();
		if (url == null) {
			return this.beans.getBeanNamesForType(DataSource.class, true, false).length == 1;
		}
		return url.equals(this.application.getJdbcUrl()) || Servers.meet(url, this.application.getJdbcUrl());
	}

	/**
	 * Stop a start in which no lease would count the connections of a pool, or its
	 * transactions would carry no claims. Who says for whom they run is not created,
	 * because it may use a pool itself.
	 * @param withoutClaims whether they would carry none
	 * @param problem what is wrong with the pool, without a full stop
	 * @param cure what to do about it
	 */
	void refuseWithout(boolean withoutClaims, String problem, String cure) {
		if (withoutClaims && this.beans.getBeanNamesForType(TransactionClaims.class, true, false).length > 0) {
			throw new InvalidDbPoolException(
					problem + ", so that its transactions would run without the claims of the bean TransactionClaims",
					cure);
		}
		if (this.lease.getIfAvailable() != null) {
			throw new InvalidDbPoolException(problem + ", and with leases each connection is counted",
					cure + " Or set 'platform.db-pool.budget.mode' to static.");
		}
	}

	/**
	 * Return whether a pool signs in by itself as someone else than the application.
	 */
	boolean hasOwnCredentials(HikariConfig pool) {
		return pool.getPassword() != null && !Objects.equals(pool.getUsername(), this.application.getUsername());
	}

}
