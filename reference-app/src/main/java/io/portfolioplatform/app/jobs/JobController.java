package io.portfolioplatform.app.jobs;

import java.util.List;

import io.portfolioplatform.app.user.UserId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows people the jobs that work for them.
 */
@RestController
class JobController {

	private final Jobs jobs;

	JobController(Jobs jobs) {
		this.jobs = jobs;
	}

	@GetMapping("/api/jobs")
	List<Job> jobs(UserId user) {
		return this.jobs.of(user);
	}

}
