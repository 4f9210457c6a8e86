package dev.switchboard.application.account;

class InMemoryStaffTest extends InMemoryAccounts implements SeenUsersContract, StaffContract {}
