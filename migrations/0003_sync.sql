CREATE TABLE `connection` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`settings_json` text NOT NULL,
	`secret_name` text NOT NULL,
	`status` text NOT NULL,
	`error_json` text,
	`company` text,
	`every_minutes` integer NOT NULL,
	`next_run_at` text,
	`checked_json` text,
	`sign_in_json` text,
	`created_at` text NOT NULL,
	`removed_at` text
);
--> statement-breakpoint
CREATE TABLE `sync_cursor` (
	`connection_id` text NOT NULL,
	`entity` text NOT NULL,
	`phase` text NOT NULL,
	`cursor` text NOT NULL,
	`full_at` text,
	`swept_at` text,
	`reread_at` text,
	`read_at` text NOT NULL,
	PRIMARY KEY(`connection_id`, `entity`)
);
--> statement-breakpoint
CREATE TABLE `sync_run` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`connection_id` text NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`calls` integer NOT NULL,
	`bytes` integer NOT NULL,
	`counts_json` text NOT NULL,
	`differences_json` text NOT NULL,
	`uncompared` integer DEFAULT 0 NOT NULL,
	`missing_json` text,
	`error_json` text
);
--> statement-breakpoint
CREATE TABLE `sync_problem` (
	`connection_id` text NOT NULL,
	`entity` text NOT NULL,
	`source_id` text NOT NULL,
	`problem` text NOT NULL,
	`run_id` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`connection_id`, `entity`, `source_id`)
);
--> statement-breakpoint
CREATE TABLE `sync_waiting` (
	`connection_id` text NOT NULL,
	`entity` text NOT NULL,
	`source_id` text NOT NULL,
	`waits_for` text NOT NULL,
	`record_json` text NOT NULL,
	PRIMARY KEY(`connection_id`, `entity`, `source_id`)
);
--> statement-breakpoint
CREATE TABLE `sync_change` (
	`id` integer PRIMARY KEY NOT NULL,
	`connection_id` text NOT NULL,
	`run_id` text NOT NULL,
	`account_id` text,
	`kind` text NOT NULL,
	`row_id` text NOT NULL,
	`detail_json` text NOT NULL,
	`told` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sync_touched` (
	`connection_id` text NOT NULL,
	`document_id` text NOT NULL,
	PRIMARY KEY(`connection_id`, `document_id`)
);
--> statement-breakpoint
CREATE TABLE `sync_touched_account` (
	`connection_id` text NOT NULL,
	`account_id` text NOT NULL,
	PRIMARY KEY(`connection_id`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `connection_usage` (
	`connection_id` text NOT NULL,
	`month` text NOT NULL,
	`calls` integer NOT NULL,
	`bytes` integer NOT NULL,
	PRIMARY KEY(`connection_id`, `month`)
);
--> statement-breakpoint
CREATE TABLE `ledger_balance` (
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`minor` integer NOT NULL,
	PRIMARY KEY(`account_id`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `instalment` (
	`document_id` text NOT NULL,
	`seq` integer NOT NULL,
	`due_date` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`open_minor` integer NOT NULL,
	PRIMARY KEY(`document_id`, `seq`)
);
--> statement-breakpoint
ALTER TABLE `account` ADD `active` integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE `account` ADD `parent_source_id` text;--> statement-breakpoint
ALTER TABLE `account` ADD `merged_into_id` text;--> statement-breakpoint
ALTER TABLE `account` ADD `terms_days` integer;--> statement-breakpoint
ALTER TABLE `account` ADD `from_files` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `contact` ADD `source_id` text;--> statement-breakpoint
ALTER TABLE `contact` ADD `gone_from_ledger` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `document` ADD `source_id` text;--> statement-breakpoint
ALTER TABLE `document` ADD `status` text;--> statement-breakpoint
ALTER TABLE `document` ADD `applications_checked` integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE `payment` ADD `kind` text NOT NULL DEFAULT 'payment';--> statement-breakpoint
ALTER TABLE `payment` ADD `method` text;--> statement-breakpoint
ALTER TABLE `allocation` ADD `source_id` text;--> statement-breakpoint
ALTER TABLE `draft` ADD `figures_json` text;--> statement-breakpoint
DROP INDEX `document_source`;--> statement-breakpoint
CREATE UNIQUE INDEX `document_source` ON `document` (`account_id`,`kind`,`number`) WHERE `source_id` IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `document_source_id` ON `document` (`ledger_id`,`kind`,`source_id`) WHERE `source_id` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `document_account_number` ON `document` (`account_id`,`kind`,`number`);--> statement-breakpoint
CREATE INDEX `account_merged` ON `account` (`merged_into_id`) WHERE `merged_into_id` IS NOT NULL;--> statement-breakpoint
CREATE INDEX `account_from_files` ON `account` (`ledger_id`) WHERE `from_files` = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `contact_source_id` ON `contact` (`account_id`,`source_id`) WHERE `source_id` IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `allocation_source_id` ON `allocation` (`ledger_id`,`source_id`) WHERE `source_id` IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `connection_name` ON `connection` (`name` COLLATE NOCASE) WHERE `removed_at` IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `sync_run_seq` ON `sync_run` (`seq`);--> statement-breakpoint
CREATE INDEX `sync_run_connection` ON `sync_run` (`connection_id`,`seq`);--> statement-breakpoint
CREATE INDEX `sync_waiting_for` ON `sync_waiting` (`connection_id`,`waits_for`);--> statement-breakpoint
CREATE INDEX `sync_change_run` ON `sync_change` (`run_id`,`id`);--> statement-breakpoint
CREATE INDEX `sync_change_untold` ON `sync_change` (`connection_id`) WHERE `told` = 0;--> statement-breakpoint
CREATE INDEX `payment_source_key` ON `payment` (`ledger_id`,`source_key`);
