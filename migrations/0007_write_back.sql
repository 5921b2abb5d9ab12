CREATE TABLE `write_back` (
	`id` text PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`account_id` text NOT NULL,
	`touchpoint_id` text NOT NULL,
	`kind` text NOT NULL,
	`onto` text NOT NULL,
	`source_id` text NOT NULL,
	`text` text NOT NULL,
	`message_id` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`run_at` text,
	`last_error` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `write_back_setting` (
	`connection_id` text PRIMARY KEY NOT NULL,
	`is_on` integer NOT NULL,
	`kinds_json` text NOT NULL,
	`approved_json` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `write_back_touchpoint` ON `write_back` (`touchpoint_id`,`kind`);--> statement-breakpoint
CREATE INDEX `write_back_due` ON `write_back` (`state`,`run_at`);--> statement-breakpoint
CREATE INDEX `write_back_connection` ON `write_back` (`connection_id`,`created_at`);
