"""All style checks: each takes a Tree and yields Complaints."""
from folders import check_rule_folders, check_rules_table, check_top_level
from includes import check_includes
from sizes import check_file_sizes, check_function_sizes
from texts import check_headers, check_rule_names, check_traces, check_unfinished

ALL = [check_includes, check_file_sizes, check_function_sizes, check_unfinished, check_traces, check_headers,
       check_rule_names, check_top_level, check_rule_folders, check_rules_table]
