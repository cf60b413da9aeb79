package io.portfolioplatform.perf.fleet;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A pod with HikariCP alone, of a size that somebody chose.
 */
final class SizedPod extends Pod {

	private final HikariDataSource dataSource = new HikariDataSource();

	SizedPod(String name, String address, int size) {
		super(new Counts(), name);
		this.dataSource.setJdbcUrl("jdbc:postgresql://" + address);
		this.dataSource.setUsername("postgres");
		this.dataSource.setPassword("postgres");
		this.dataSource.setMaximumPoolSize(size);
		this.dataSource.setConnectionTimeout(5_000);
	}

	@Override
	HikariDataSource dataSource() {
		return this.dataSource;
	}

	@Override
	long refused() {
		return 0;
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
