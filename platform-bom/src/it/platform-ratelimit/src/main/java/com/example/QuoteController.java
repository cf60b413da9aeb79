package com.example;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QuoteController {

	@GetMapping("/quote")
	String quote() {
		return "116.5";
	}

}
