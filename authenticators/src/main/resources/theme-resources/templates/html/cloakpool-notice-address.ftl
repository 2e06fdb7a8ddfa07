<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("cloakpoolNoticeAddress", realmName, changedTo, hours)}</p>
<p><a href="${link}">${msg("cloakpoolUndoButton")}</a></p>
</@layout.emailLayout>
