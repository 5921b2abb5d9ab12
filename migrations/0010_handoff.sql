CREATE TABLE `given_handoff` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient_json` text,
	`recipient_name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	`words` text NOT NULL,
	`given_at` text NOT NULL,
	`given_by` text NOT NULL,
	`log_id` text,
	`returned_seq` integer NOT NULL,
	`returned_at` text,
	`closed_at` text,
	`closed_why` text
);
--> statement-breakpoint
CREATE TABLE `given_account` (
	`handoff_id` text NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`handoff_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `given_account_account` ON `given_account` (`account_id`);
--> statement-breakpoint
CREATE TABLE `received_handoff` (
	`id` text PRIMARY KEY NOT NULL,
	`sender_json` text NOT NULL,
	`recipient_json` text,
	`workspace_id` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`origin_head_seq` integer NOT NULL,
	`origin_head_hash` text NOT NULL,
	`own_seq` integer NOT NULL,
	`words` text NOT NULL,
	`manifest_json` text NOT NULL,
	`signature` text NOT NULL,
	`accepted_at` text NOT NULL,
	`accepted_by` text NOT NULL,
	`returned_at` text
);
--> statement-breakpoint
CREATE TABLE `received_account` (
	`account_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`number` text,
	`state` text NOT NULL,
	`words` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `handoff_record` (
	`handoff_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`account_id` text,
	`record_json` text,
	`returned` integer NOT NULL DEFAULT 0,
	PRIMARY KEY(`handoff_id`, `kind`, `key`)
);
--> statement-breakpoint
CREATE TABLE `merge_conflict` (
	`id` text PRIMARY KEY NOT NULL,
	`handoff_id` text NOT NULL,
	`account_id` text,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`base_json` text,
	`mine_json` text,
	`theirs_json` text,
	`rival_key` text,
	`found_at` text NOT NULL,
	`decision` text,
	`decided_at` text,
	`decided_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merge_conflict_open` ON `merge_conflict` (`kind`, `key`) WHERE `decision` IS NULL;
--> statement-breakpoint
CREATE TABLE `received_entry` (
	`log_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`account_id` text,
	`payload_hash` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`own_seq` integer,
	PRIMARY KEY(`log_id`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `received_entry_own` ON `received_entry` (`own_seq`) WHERE `own_seq` IS NOT NULL;
