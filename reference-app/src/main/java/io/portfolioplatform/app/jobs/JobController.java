package io.portfolioplatform.app.jobs;

import java.util.List;

import io.portfolioplatform.app.user.UserId;
import io.portfolioplatform.app.user.UserTransactions;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows people the jobs that work for them.
 */
@RestController
class JobController {

	private final Jobs jobs;

	private final UserTransactions transactions;

	JobController(Jobs jobs, UserTransactions transactions) {
		this.jobs = jobs;
		this.transactions = transactions;
	}

	@GetMapping("/api/jobs")
	List<Job> jobs(UserId user) {
		return this.transactions.read(user, () -> this.jobs.of(user));
	}

}
