package io.portfolioplatform.ratelimit.example;

import io.portfolioplatform.ratelimit.RateLimit;

import org.springframework.stereotype.Component;

@Component
class Reports {

	@RateLimit(policy = "export", key = "#user", cost = 2)
	String export(String user) {
		return "report of " + user;
	}

}
