package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.url.Servers;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Tells which pools connect to the server whose connections the budget divides, which is
 * the application's. Others stay as their owner made them.
 */
final class BudgetedPools {

	private final JdbcConnectionDetails application;

	private final ListableBeanFactory beans;

	BudgetedPools(JdbcConnectionDetails application, ListableBeanFactory beans) {
		this.application = application;
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
	 * Return whether someone says for whom transactions run. Who does is not created,
	 * because it may use a pool itself.
	 */
	boolean haveClaims() {
		return this.beans.getBeanNamesForType(TransactionClaims.class, true, false).length > 0;
	}

	/**
	 * Return whether a pool signs in by itself as someone else than the application.
	 */
	boolean hasOwnCredentials(HikariConfig pool) {
		return pool.getPassword() != null && !Objects.equals(pool.getUsername(), this.application.getUsername());
	}

}
