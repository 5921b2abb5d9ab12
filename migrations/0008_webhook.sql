CREATE TABLE `webhook` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`kinds_json` text NOT NULL,
	`with_text` integer NOT NULL,
	`private_allowed` integer NOT NULL,
	`secret_name` text NOT NULL,
	`state` text NOT NULL,
	`after_seq` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` text,
	`problem` text,
	`delivered` integer NOT NULL,
	`delivered_at` text,
	`created_at` text NOT NULL
);
