-- Files that a task or a promise carries, as an interaction does.
ALTER TABLE tasks ADD COLUMN files JSON;
ALTER TABLE promises ADD COLUMN files JSON;
